/**
 * The level of what this release understands of a journal's tables. It grows with a migration that an older release cannot work beside;
 * a migration that only adds leaves it as it is. Release 0.1.0 has level 1.
 */
export const FORMAT_LEVEL = 1;
