/** What all bodies and queries have in common. */

import type { z } from 'zod';

/** Names on the wire, and what they are called in the application. */
type Names = Readonly<Record<string, string>>;

type Named<T, N extends Names> = { [K in keyof T as K extends keyof N ? N[K] : K]: T[K] };

/** Have the members of an object called otherwise than on the wire; what was not sent stays absent. */
export function named<T extends object, const N extends Names>(
  schema: z.ZodType<T>,
  names: N,
): z.ZodType<Named<T, N>> {
  const attribute = (name: string): string => (Object.hasOwn(names, name) ? (names[name] ?? name) : name);
  return schema.transform((data) => {
    const members: [string, unknown][] = Object.entries(data);
    return Object.fromEntries(members.map(([name, value]) => [attribute(name), value])) as Named<T, N>;
  });
}

/** Return these members (or all), as far as they are there. */
export function valuesOf<T extends object, K extends keyof T = keyof T>(
  data: T,
  names?: readonly K[],
): Pick<T, K> {
  const wanted = new Set<string>((names ?? Object.keys(data)).map(String));
  return Object.fromEntries(Object.entries(data).filter(([name]) => wanted.has(name))) as Pick<T, K>;
}

/** Return those of these members (or of all) that were sent. */
export function sentOf<T extends object, K extends keyof T = keyof T>(
  data: T,
  names?: readonly K[],
): Partial<Pick<T, K>> {
  return valuesOf(data, names);
}

/** Return the parameters that were sent, without these others. */
export function chosen(query: object, others: readonly string[]): Readonly<Record<string, unknown>> {
  const sent = Object.entries(query).filter(([name, value]) => !others.includes(name) && !isNothing(value));
  return Object.fromEntries(sent);
}

function isNothing(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}
