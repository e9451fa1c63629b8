import * as React from 'react';
import type { RowProps } from '../../form/stageForm';
import { SecondsRow } from './SecondsRow';

/** How long a split waits for its promotion. */
export const RevertTimerRow = ({ form }: RowProps): React.ReactElement => (
  <SecondsRow
    form={form}
    name="revertUnlessPromotedWithinSeconds"
    meaning={(duration) => `${duration} after this stage`}
  />
);
