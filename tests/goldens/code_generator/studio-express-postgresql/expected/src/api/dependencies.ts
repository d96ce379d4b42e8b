/** What stands before the routes. */

import { roles } from '../security/roles.ts';

export { authRateLimit, rateLimit } from '../core/rate-limit.ts';
export { signedIn } from '../security/guards.ts';

/** Lets accounts with the role curator through. */
export const onlyCurator = roles('curator');
