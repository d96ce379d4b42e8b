/** Values of the columns that have a fixed choice. */

/** A fixed choice. */
export const PAINTING_TECHNIQUES = ['oil', 'watercolour', 'mixed media'] as const;

/** One of `PAINTING_TECHNIQUES`. */
export type PaintingTechnique = (typeof PAINTING_TECHNIQUES)[number];

/** A fixed choice. */
export const PERSON_ROLES = ['painter', 'curator'] as const;

/** One of `PERSON_ROLES`. */
export type PersonRole = (typeof PERSON_ROLES)[number];
