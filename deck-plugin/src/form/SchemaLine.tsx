import * as React from 'react';
import { PIPELINE_SCHEMA_FILE, schemaFileOf, type StageType } from 'stage-contract';
import { schemaOfStage, schemasAddress } from '../registration/schemaAddress';

/** For those who write JSON: where the schemas are that Edit as JSON and an editor go by. */
export function SchemaLine({ type }: { type: StageType }): React.ReactElement | null {
  const base = schemasAddress();
  if (base === undefined) return null;
  return (
    <p className="lst-quiet">
      Edit as JSON:{' '}
      <a href={schemaOfStage(type)} target="_blank" rel="noopener noreferrer">
        {schemaFileOf(type)}
      </a>{' '}
      describes this stage, and{' '}
      <a href={`${base}/${PIPELINE_SCHEMA_FILE}`} target="_blank" rel="noopener noreferrer">
        {PIPELINE_SCHEMA_FILE}
      </a>{' '}
      the whole pipeline. Name one as <code>$schema</code>, and your editor completes and checks it.
    </p>
  );
}
