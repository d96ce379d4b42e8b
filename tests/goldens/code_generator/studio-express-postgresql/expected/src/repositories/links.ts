/** Rows that a link leads to, with the values of the link beside their own. */

/** A row, and the values of the link in `linked`. */
export type Linked<Row, Values> = Row & { readonly linked: Values };

/** Put the values of a link beside a row. */
export function linked<Row extends object, Values>(row: Row, values: Values): Linked<Row, Values> {
  return { ...row, linked: values };
}
