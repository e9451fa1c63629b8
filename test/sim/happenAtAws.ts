import type { Weights } from './awsEvents';
import type { Happening } from './scenario';
import { reportTraffic } from './simTraffic';
import type { SimWorld } from './simWorld';

const KINDS = ['alarm', 'alarmAfterMove', 'traffic', 'foreignAlias'] as const;
type AwsHappening = Extract<Happening, { kind: (typeof KINDS)[number] }>;

/** Whether something happens at AWS, and not to the sidecar or its pipelines. */
export const isAtAws = (happening: Happening): happening is AwsHappening =>
  KINDS.some((kind) => kind === happening.kind);

/** Somebody or something else does something to AWS. */
export async function happenAtAws(world: SimWorld, happening: AwsHappening): Promise<void> {
  if (happening.kind === 'alarm') return world.setAlarm(happening.name, happening.to);
  if (happening.kind === 'alarmAfterMove') return void world.alarmsAfterMoves.push(happening);
  if (happening.kind === 'traffic') return reportTraffic(world, happening);
  const { functionName, versions, isRace } = happening;
  if (isRace) world.racingEdits.set(functionName, weightsTo(versions));
  else await world.editAlias(functionName, weightsTo(versions));
}

const weightsTo = ([main = '1', additional]: readonly string[]): Weights =>
  additional === undefined
    ? [{ version: main, percent: 100 }]
    : [
        { version: main, percent: 70 },
        { version: additional, percent: 30 },
      ];
