/** Texts of a known format. */

const EMAIL_PARTS = [
  '^[!#$%&\'*+/0-9=?A-Z^_`a-z{|}~-]+',
  '(?:\\.[!#$%&\'*+/0-9=?A-Z^_`a-z{|}~-]+)*',
  '@[0-9A-Za-z](?:[0-9A-Za-z-]{0,61}[0-9A-Za-z])?',
  '(?:\\.[0-9A-Za-z](?:[0-9A-Za-z-]{0,61}[0-9A-Za-z])?)+$',
];

/** What an e-mail address looks like. */
export const EMAIL = new RegExp(EMAIL_PARTS.join(''), 'u');
export const EMAIL_LENGTH = 254;

/** What an address on the web looks like. */
export const URL = /^https?:\/\/[0-9A-Za-z](?:[.0-9A-Za-z-]*[0-9A-Za-z])?(?::[0-9]{1,5})?(?:[#/?][!-~]*)?$/u;
export const URL_LENGTH = 2048;
