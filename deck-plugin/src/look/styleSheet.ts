import { chartsCss } from './styles/chartsCss';
import { controlsCss } from './styles/controlsCss';
import { detailsCss } from './styles/detailsCss';
import { formCss } from './styles/formCss';

/**
 * The styles of forms and details, in Deck's colors and font, with Deck's values as fallbacks for missing variables.
 * All classes start with `lst-`, because Deck itself styles names like `.note` and `.box`. Order matters: later parts
 * refine earlier ones.
 */
export const styleSheet = [formCss, controlsCss, detailsCss, chartsCss].join('');
