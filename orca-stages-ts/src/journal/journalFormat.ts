/**
 * The level of journal tables that this release understands. It goes up with a migration that an older release can't
 * work with; a migration that only adds does not change it. Release 0.1.0 has level 1.
 */
export const FORMAT_LEVEL = 1;
