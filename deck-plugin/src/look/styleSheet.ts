import { chartsCss } from './styles/chartsCss';
import { controlsCss } from './styles/controlsCss';
import { detailsCss } from './styles/detailsCss';
import { formCss } from './styles/formCss';

/**
 * The look of forms and details, in Deck's colours and font, with Deck's values where a variable is missing. All classes begin with
 * `lst-`, as Deck itself styles words like `.note` and `.box`. The order counts: later parts refine earlier ones.
 */
export const styleSheet = [formCss, controlsCss, detailsCss, chartsCss].join('');
