import type { OutcomeTab } from '../details/outcomeTab';
import type { FormLayout } from '../form/stageForm';

/** One stage, as its folder's index declares it: what its form and details have that the contract does not define. */
export interface DeckStage extends FormLayout, OutcomeTab {}
