import * as React from 'react';
import type { RowProps } from '../../../form/stageForm';
import { SecondsRow } from '../SecondsRow';

/** How long the stage stays after the candidate has all traffic. */
export const BakeRow = ({ form }: RowProps): React.ReactElement => (
  <SecondsRow form={form} name="bakeSeconds" meaning={(duration) => `${duration} at 100% before the stage is done`} />
);

/** How long the alias is looked after once the stage is done. */
export const WatchAfterRow = ({ form }: RowProps): React.ReactElement => (
  <SecondsRow form={form} name="watchSeconds" meaning={(duration) => `${duration} after this stage`} />
);
