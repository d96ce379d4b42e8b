/** Asks the application over HTTP, as its clients do. */

/** A JSON object, as tests look at it. */
export type Row = Readonly<Record<string, unknown>>;

/** Headers that are sent. */
export type Sent = Readonly<Record<string, string>>;

/** What goes along with a request; an undefined parameter is not sent, one that is a list several times. */
export interface Options {
  readonly headers?: Sent;
  readonly query?: Row;
  readonly json?: unknown;
}

/** An answer, read to its end. */
export class Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer;

  constructor(response: Response, body: Buffer) {
    this.status = response.status;
    this.headers = response.headers;
    this.body = body;
  }

  /** The body as a text. */
  get text(): string {
    return this.body.toString();
  }

  /** Return the JSON object that the body is. */
  json(): Row {
    const found: unknown = JSON.parse(this.text);
    if (!isRow(found)) {
      throw new Error(`no JSON object: ${this.text}`);
    }
    return found;
  }

  /** Return the list of objects that is a member of the body. */
  list(name: string): Row[] {
    const found = this.json()[name];
    if (!Array.isArray(found) || !found.every(isRow)) {
      throw new Error(`no list of objects in ${name}: ${this.text}`);
    }
    return found;
  }

  /** Return the value of a header that must be there. */
  header(name: string): string {
    const found = this.headers.get(name);
    if (found === null) {
      throw new Error(`no header ${name}`);
    }
    return found;
  }

  /** Return the cookies that it sets. */
  cookies(): Row {
    const pairs = this.headers.getSetCookie().map((cookie) => cookie.split(';', 1).join());
    return Object.fromEntries(pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]));
  }
}

/** Asks at one address, signed in as nobody. */
export class Client {
  readonly address: string;

  constructor(address: string) {
    this.address = address;
  }

  /** Send a request and read the answer. */
  async request(method: string, target: string, options: Options = {}): Promise<Answer> {
    const { json, query = {} } = options;
    const body = json === undefined ? null : JSON.stringify(json);
    const headers = { ...(body === null ? {} : { 'Content-Type': 'application/json' }), ...options.headers };
    const response = await fetch(`${this.address}${target}${written(query)}`, { method, headers, body, redirect: 'manual' });
    return new Answer(response, Buffer.from(await response.arrayBuffer()));
  }

  readonly get = this.#asking('GET');
  readonly post = this.#asking('POST');
  readonly put = this.#asking('PUT');
  readonly patch = this.#asking('PATCH');
  readonly delete = this.#asking('DELETE');

  #asking(method: string): (target: string, options?: Options) => Promise<Answer> {
    return (target, options) => this.request(method, target, options);
  }
}

/** Write a path; the values in it are escaped. */
export function path(parts: TemplateStringsArray, ...values: readonly unknown[]): string {
  return String.raw({ raw: parts }, ...values.map((value) => encodeURIComponent(String(value))));
}

/** Return what stands at the end of a way into an object. */
export function at(row: unknown, ...way: readonly string[]): unknown {
  return way.reduce((found, name) => (isRow(found) ? found[name] : undefined), row);
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function written(query: Row): string {
  const sent = new URLSearchParams();
  for (const [name, value] of Object.entries(query).filter(([, given]) => given !== undefined)) {
    const items: unknown[] = Array.isArray(value) ? value : [value];
    for (const item of items) {
      sent.append(name, String(item));
    }
  }
  return sent.size === 0 ? '' : `?${sent.toString()}`;
}
