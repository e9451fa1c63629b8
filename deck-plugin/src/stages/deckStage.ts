import type { OutcomeTab } from '../details/outcomeTab';
import type { FormLayout } from '../form/stageForm';

/** One stage as its folder's index declares it: what its form and its details have that the contract does not say. */
export interface DeckStage extends FormLayout, OutcomeTab {}
