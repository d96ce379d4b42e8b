/** The one exception that the API answers with. */

/** A kind of refusal: `code` is stable for programs, `title` is for people. */
export interface ErrorCase {
  readonly code: string;
  readonly status: number;
  readonly title: string;
}

/** One thing wrong with the input, at a JSON pointer of the body or at a named parameter. */
export interface FieldError {
  readonly code: string;
  readonly message: string;
  readonly pointer?: string;
  readonly parameter?: string;
}

/** What more there is to say of a refusal. */
export interface ProblemOptions {
  readonly errors?: readonly FieldError[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** A refusal that the client can act on; its message is what happened, as a sentence for people. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly case: ErrorCase;
  readonly detail: string | null;
  readonly errors: readonly FieldError[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(kind: ErrorCase, detail: string | null = null, options: ProblemOptions = {}) {
    const { errors = [], headers = {} } = options;
    super(detail ?? `${kind.title}.`);
    this.case = kind;
    this.detail = detail;
    this.errors = errors;
    this.headers = headers;
  }
}
