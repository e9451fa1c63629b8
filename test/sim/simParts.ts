import { orcaConfigYaml } from '../../orca-stages-ts/src/cli/orcaConfig';
import { checkConfiguration, type Configuration } from '../../orca-stages-ts/src/config';
import { UNPACED_RATES } from '../../orca-stages-ts/src/testing/unpacedRates';
import { parseOrcaConfiguration } from '../../sandbox/src/orca';
import { ACCOUNT_ID, TOKEN } from '../process/support/sidecarSettings';
import { sealProcess } from './sealedProcess';
import { openSimAws, type SimAws } from './simAws';
import { openSimJournal, type SimJournal } from './simJournal';
import { HttpSlot } from './simReplica';
import { WORLD_BEGINS_MS } from './virtualTime';

/** Where Orca finds the sidecar. */
const PUBLIC_URL = 'http://127.0.0.1:7002';
/** Replicas that can run at the same time: three, and one more during an upgrade. */
const SLOTS = 4;

/** What worlds of one process use one after the other, because it takes longer to make than a world lasts. */
export interface SimParts {
  journal: SimJournal;
  aws: SimAws;
  configuration: Configuration;
  orcaConfiguration: ReturnType<typeof parseOrcaConfiguration>;
  slots: readonly HttpSlot[];
  close(): Promise<void>;
}

/** Makes the parts; close them in the end. */
export async function openSimParts(): Promise<SimParts> {
  const reading = checkConfiguration({
    publicUrl: PUBLIC_URL,
    listen: { port: 7002 },
    tokens: [{ tokenEnv: 'LAMBDA_STAGES_TOKEN' }],
    authorization: 'allowedAccounts',
    orca: { baseUrl: 'http://127.0.0.1:7003' },
    journal: { file: '/dev/null' },
    limits: { requestsPerSecond: 1_000 },
    accounts: [
      {
        name: 'local',
        accountId: ACCOUNT_ID,
        regions: ['us-east-1'],
        lambdaEndpoint: 'http://127.0.0.1:7004',
        testCredentials: true,
      },
    ],
    rates: UNPACED_RATES,
  });
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  const { configuration } = reading;
  const sealed = sealProcess(1, () => WORLD_BEGINS_MS - 3_600_000);
  try {
    const slots: HttpSlot[] = [];
    for (let count = 0; count < SLOTS; count++) slots.push(await HttpSlot.open(configuration, TOKEN));
    const aws = await openSimAws();
    const journal = await openSimJournal();
    return {
      slots,
      aws,
      journal,
      configuration,
      orcaConfiguration: parseOrcaConfiguration(
        withoutContext(orcaConfigYaml({ publicUrl: PUBLIC_URL, token: TOKEN, textPayload: false })),
      ),
      async close() {
        journal.close();
        await aws.close();
      },
    };
  } finally {
    sealed.open();
  }
}

/** The sidecar takes fields from Orca's record; to evaluate them for each poll would cost a third of a world's time. */
const withoutContext = (yaml: string): string =>
  yaml.replace(/#currentStage\(\)\.context\.\?\[.*?\)=\.\*"\)\]/g, '{:}');
