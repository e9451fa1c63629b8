import * as React from 'react';
import type { RowProps } from '../../../form/stageForm';
import { SecondsRow } from '../SecondsRow';

/** How long the stage stays after the candidate has all traffic. */
export const BakeRow = ({ form }: RowProps): React.ReactElement => (
  <SecondsRow form={form} name="bakeSeconds" meaning={(duration) => `${duration} at 100% before the stage is done`} />
);
