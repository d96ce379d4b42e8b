/** Makes rows through the API, with all that they point at. */

import { expect } from 'vitest';
import type { Actors } from './actors.ts';
import type { Client, Row } from './client.ts';

const nextNote = inTurn([
  { title: 'Quiet Rivers 1' },
  { title: 'Quiet Rivers 2' },
  { title: 'Quiet Rivers 3' },
  { title: 'Quiet Rivers 4' },
  { title: 'Quiet Rivers 5' },
  { title: 'Quiet Rivers 6' },
  { title: 'Quiet Rivers 7' },
  { title: 'Quiet Rivers 8' },
]);

/** Make note and return it as the API shows it. */
export async function makeNote(client: Client, actors: Actors): Promise<Row> {
  const answer = await client.post('/v1/notes', { json: nextNote(), headers: actors.member });
  expect(answer.status, answer.text).toBe(201);
  return answer.json();
}

/** Return a function that gives these bodies one after another, and then again. */
function inTurn(bodies: readonly Row[]): () => Row {
  let given = 0;
  return () => bodies[given++ % bodies.length] ?? {};
}
