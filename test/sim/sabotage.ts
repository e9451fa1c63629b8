import type { EngineContext } from '../../orca-stages-ts/src/engine';
import type { LambdaPort } from '../../orca-stages-ts/src/model/lambdaPort';
import type { OrcaRecords } from '../../orca-stages-ts/src/model/orcaPort';
import type { AnyStage } from '../../orca-stages-ts/src/model/stage';

/** Changes to the product that break it: bugs that the simulation must find. Empty in every other run. */
export interface Sabotage {
  /** Replaces calls of AWS. */
  lambda?(port: LambdaPort): LambdaPort;
  /** Replaces parts of a stage. */
  stage?(stage: AnyStage): AnyStage;
  /** Replaces queries of the journal. */
  sql?(text: string): string;
  /** Replaces what Orca's record says. */
  orca?(records: OrcaRecords): OrcaRecords;
  /** Replaces anything else that the engine gets. */
  engine?(context: EngineContext): EngineContext;
}
