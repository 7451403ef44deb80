/** More of a page is not read, in UTF-16 code units: about 500,000 tokens would be no help. */
export const MAX_TEXT_LENGTH = 1_000_000;
