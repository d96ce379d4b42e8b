/** The one place that asks for the time; a moment is its text in UTC, so that texts compare as moments do. */

let ahead = 0;

/** Move the clock by so many milliseconds, for tests of what time brings to an end; `createApp` does it. */
export function setAhead(milliseconds: number): void {
  ahead = milliseconds;
}

/** Return the current moment in UTC, in milliseconds: `2026-01-31T12:00:00.000Z`. */
export function now(): string {
  return new Date(Date.now() + ahead).toISOString();
}

/** Return the current day in UTC. */
export function today(): string {
  return now().slice(0, 10);
}

/** Return the moment so many milliseconds after this one. */
export function later(moment: string, milliseconds: number): string {
  return new Date(Date.parse(moment) + milliseconds).toISOString();
}

/** Return the whole seconds since 1970. */
export function secondsOf(moment: string): number {
  return Math.floor(Date.parse(moment) / 1000);
}
