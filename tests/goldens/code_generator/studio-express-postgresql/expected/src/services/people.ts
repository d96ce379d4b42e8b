/** What may happen to people, step by step. */

import * as cases from '../core/cases.ts';
import type { Settings } from '../core/config.ts';
import { refusing } from '../core/constraints.ts';
import type { Session } from '../core/database.ts';
import { Problem } from '../core/errors.ts';
import { Refusal } from '../core/refusals.ts';
import type { Person } from '../models/index.ts';
import * as personStore from '../repositories/people.ts';
import { valuesOf } from '../schemas/base.ts';
import type {
  AssignRoleRequest,
  CreateAdminRequest,
  LoginRequest,
  RefreshRequest,
  RegisterRequest,
} from '../schemas/people.ts';
import { authenticated, hashPassword } from '../security/passwords.ts';
import * as sessions from '../security/sessions.ts';
import type { TokenPair } from '../security/sessions.ts';
import type { Viewer } from '../security/viewer.ts';

const INSERT_PERSON_REFUSALS = [new Refusal('people_email_key', 'unique', cases.CONFLICT, ['/email'])];
const INSERT_PERSON_FOR_CREATE_ADMIN_REFUSALS = [
  new Refusal('people_email_key', 'unique', cases.CONFLICT, ['/email']),
];

/** Trade login and password for an access and a refresh token. */
export async function login(
  session: Session,
  { settings, data }: { settings: Settings; data: LoginRequest },
): Promise<TokenPair> {
  const foundPerson = await personStore.findPersonByEmail(session, { email: data.email });
  const person = await authenticated(session, foundPerson, data.password, cases.INVALID_CREDENTIALS);
  return await sessions.openSession(session, settings, person.id);
}

/** End the session; its tokens stop working at once. */
export async function logout(session: Session, { viewer }: { viewer: Viewer }): Promise<void> {
  await sessions.endSession(session, viewer.sessionId);
}

/** Read the caller's own account. */
export async function readMe(session: Session, { viewer }: { viewer: Viewer }): Promise<Person> {
  const person = await personStore.findPerson(session, { viewerId: viewer.id });
  if (person === null) {
    throw new Problem(cases.NOT_FOUND);
  }
  return person;
}

/** Trade a refresh token for a new pair; each works once. */
export async function refresh(
  session: Session,
  { settings, data }: { settings: Settings; data: RefreshRequest },
): Promise<TokenPair> {
  return await sessions.renewSession(session, settings, data.refreshToken, cases.INVALID_REFRESH_TOKEN);
}

/** Register a new person. */
export async function register(session: Session, { data }: { data: RegisterRequest }): Promise<Person> {
  const digest = await hashPassword(data.password);
  return await refusing(INSERT_PERSON_REFUSALS, () =>
    personStore.insertPerson(session, { digest, values: valuesOf(data, ['email']) }),
  );
}

/** Give one person another role. */
export async function assignRole(
  session: Session,
  { id, data }: { id: string; data: AssignRoleRequest },
): Promise<Person> {
  const person = await personStore.findPersonForAssignRole(session, { id });
  if (person === null) {
    throw new Problem(cases.NOT_FOUND);
  }
  const changedPerson = await personStore.updatePerson(session, { personId: person.id, role: data.role });
  if (changedPerson === null) {
    throw new Problem(cases.NOT_FOUND);
  }
  return changedPerson;
}

/** Create an account with the administrator's role. */
export async function createAdmin(session: Session, { data }: { data: CreateAdminRequest }): Promise<Person> {
  const digest = await hashPassword(data.password);
  return await refusing(INSERT_PERSON_FOR_CREATE_ADMIN_REFUSALS, () =>
    personStore.insertPersonForCreateAdmin(session, { digest, values: valuesOf(data, ['email']) }),
  );
}
