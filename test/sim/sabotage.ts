import type { EngineContext } from '../../orca-stages-ts/src/engine';
import type { JournalDatabase } from '../../orca-stages-ts/src/journal/openJournal';
import type { LambdaPort } from '../../orca-stages-ts/src/model/lambdaPort';
import type { OrcaRecords } from '../../orca-stages-ts/src/model/orcaPort';
import type { AnyStage } from '../../orca-stages-ts/src/model/stage';

/** Changes to the product that break it: bugs that the simulation must find. Empty in every other run. */
export interface Sabotage {
  lambda?(port: LambdaPort): LambdaPort;
  stage?(stage: AnyStage): AnyStage;
  database?(database: JournalDatabase): JournalDatabase;
  orca?(records: OrcaRecords): OrcaRecords;
  engine?(context: EngineContext): EngineContext;
}
