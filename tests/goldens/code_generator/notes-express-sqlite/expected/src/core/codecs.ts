/** What column types are made of: how a value of the domain and what the store keeps become each other. */

/** What a value is, whatever the store calls it. */
export type Kind =
  | 'binary'
  | 'boolean'
  | 'date'
  | 'datetime'
  | 'decimal'
  | 'float'
  | 'int32'
  | 'int64'
  | 'json'
  | 'list'
  | 'text'
  | 'uuid';

/** Stores and loads values of one type; null stays null. */
export interface Codec<Host, Stored> {
  readonly kind: Kind;
  /** What a cast to the type says. */
  readonly sqlType: string;
  /** All digits of a decimal, and those behind its point; 0 for other types. */
  readonly precision: number;
  readonly scale: number;
  /** The values of a choice; none for other types. */
  readonly values: readonly string[];
  store(value: Host): Stored;
  store(value: Host | null): Stored | null;
  load(stored: Stored): Host;
  load(stored: Stored | null): Host | null;
}

interface Facets<Host, Stored> {
  readonly kind: Kind;
  readonly sqlType: string;
  readonly precision?: number;
  readonly scale?: number;
  readonly values?: readonly string[];
  readonly store: (value: Host) => Stored;
  readonly load: (stored: Stored) => Host;
}

/** Make the codec of a type. */
export function codec<Host, Stored>(facets: Facets<Host, Stored>): Codec<Host, Stored> {
  const { store, load } = facets;
  return { precision: 0, scale: 0, values: [], ...facets, store: lifted(store), load: lifted(load) };
}

/** Make the codec of a type whose values are stored as they are. */
export function plain<Value>(kind: Kind, sqlType: string): Codec<Value, Value> {
  return codec({ kind, sqlType, store: (value: Value) => value, load: (stored: Value) => stored });
}

/** Return a whole number that JavaScript can tell exactly; any other is an error, and never rounded. */
export function whole(stored: number | bigint): number {
  if (!Number.isSafeInteger(stored)) {
    throw new RangeError('A stored number is greater than a response can tell exactly.');
  }
  return Number(stored);
}

interface Lifted<From, To> {
  (value: From): To;
  (value: From | null): To | null;
}

function lifted<From, To>(convert: (value: From) => To): Lifted<From, To> {
  function lift(value: From): To;
  function lift(value: From | null): To | null;
  function lift(value: From | null): To | null {
    return value === null ? null : convert(value);
  }
  return lift;
}
