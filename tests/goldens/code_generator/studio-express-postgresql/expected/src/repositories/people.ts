/** Store access for people. */

import { now } from '../core/clock.ts';
import type { Session } from '../core/database.ts';
import { newId } from '../core/ids.ts';
import type { PersonRole } from '../models/enums.ts';
import { type Person, personSelection, personValues, toPerson } from '../models/index.ts';

/** Return a person; null when there is none. */
export async function findPerson(
  session: Session,
  { viewerId }: {
    viewerId: string;
  },
): Promise<Person | null> {
  const found = await session
    .selectFrom('people')
    .select(personSelection)
    .where('people.id', '=', viewerId)
    .executeTakeFirst();
  return found === undefined ? null : toPerson(found);
}

/** Return a person; null when there is none. */
export async function findPersonByEmail(
  session: Session,
  { email }: {
    email: string;
  },
): Promise<Person | null> {
  const found = await session
    .selectFrom('people')
    .select(personSelection)
    .where('people.email', '=', email)
    .executeTakeFirst();
  return found === undefined ? null : toPerson(found);
}

/** Return a person; null when there is none. */
export async function findPersonForAssignRole(
  session: Session,
  { id }: {
    id: string;
  },
): Promise<Person | null> {
  const found = await session
    .selectFrom('people')
    .select(personSelection)
    .where('people.id', '=', id)
    .executeTakeFirst();
  return found === undefined ? null : toPerson(found);
}

/** Store a person. */
export async function insertPerson(
  session: Session,
  { digest, values }: {
    digest: string;
    values: Partial<Person>;
  },
): Promise<Person> {
  const moment = now();
  const stored = await session
    .insertInto('people')
    .values(
      personValues({
        ...values,
        id: newId(),
        role: 'painter',
        createdAt: moment,
        updatedAt: moment,
        passwordHash: digest,
      }),
    )
    .returning(personSelection)
    .executeTakeFirstOrThrow();
  return toPerson(stored);
}

/** Store a person. */
export async function insertPersonForCreateAdmin(
  session: Session,
  { digest, values }: {
    digest: string;
    values: Partial<Person>;
  },
): Promise<Person> {
  const moment = now();
  const stored = await session
    .insertInto('people')
    .values(
      personValues({
        ...values,
        id: newId(),
        role: 'curator',
        createdAt: moment,
        updatedAt: moment,
        passwordHash: digest,
      }),
    )
    .returning(personSelection)
    .executeTakeFirstOrThrow();
  return toPerson(stored);
}

/** Change a person; null when no row met the conditions. */
export async function updatePerson(
  session: Session,
  { personId, role }: {
    personId: string;
    role: PersonRole;
  },
): Promise<Person | null> {
  const stored = await session
    .updateTable('people')
    .set(personValues({ updatedAt: now(), role }))
    .where('people.id', '=', personId)
    .returning(personSelection)
    .executeTakeFirst();
  return stored === undefined ? null : toPerson(stored);
}
