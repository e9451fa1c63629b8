import type { RequestFields } from '../http/requestFields';
import type { FunctionSettings } from '../store/functionRecord';

/** Settings with the fields of a request applied: what the request omits stays, what it sets to empty is removed. */
export function withSettings(present: FunctionSettings, fields: RequestFields): FunctionSettings {
  const next = structuredClone(present);
  next.Role = fields.text('Role') ?? next.Role;
  next.Runtime = fields.text('Runtime') ?? next.Runtime;
  next.Handler = fields.text('Handler') ?? next.Handler;
  next.Description = fields.text('Description') ?? next.Description;
  next.Timeout = fields.integer('Timeout') ?? next.Timeout;
  next.MemorySize = fields.integer('MemorySize') ?? next.MemorySize;
  next.EphemeralStorage.Size = fields.structure('EphemeralStorage')?.integer('Size') ?? next.EphemeralStorage.Size;
  next.TracingConfig.Mode = fields.structure('TracingConfig')?.text('Mode') ?? next.TracingConfig.Mode;
  next.SnapStart.ApplyOn = fields.structure('SnapStart')?.text('ApplyOn') ?? next.SnapStart.ApplyOn;
  setLogging(next, fields.structure('LoggingConfig'));
  setEnvironment(next, fields.structure('Environment'));
  setVpc(next, fields.structure('VpcConfig'));
  setClearable(next, fields);
  return next;
}

function setLogging(next: FunctionSettings, logging: RequestFields | undefined): void {
  if (logging === undefined) return;
  next.LoggingConfig.LogFormat = logging.text('LogFormat') ?? next.LoggingConfig.LogFormat;
  next.LoggingConfig.LogGroup = logging.text('LogGroup') ?? next.LoggingConfig.LogGroup;
  for (const level of ['ApplicationLogLevel', 'SystemLogLevel'] as const) {
    // Text logs have no levels.
    if (next.LoggingConfig.LogFormat === 'Text') delete next.LoggingConfig[level];
    else next.LoggingConfig[level] = logging.text(level) ?? next.LoggingConfig[level] ?? 'INFO';
  }
}

function setEnvironment(next: FunctionSettings, environment: RequestFields | undefined): void {
  if (environment !== undefined) next.Environment = { Variables: environment.textMap('Variables') ?? {} };
}

function setVpc(next: FunctionSettings, vpc: RequestFields | undefined): void {
  if (vpc === undefined) return;
  next.VpcConfig = {
    SubnetIds: vpc.texts('SubnetIds') ?? [],
    SecurityGroupIds: vpc.texts('SecurityGroupIds') ?? [],
    Ipv6AllowedForDualStack: vpc.flag('Ipv6AllowedForDualStack') ?? false,
  };
}

/** Parts that an empty value removes completely. */
function setClearable(next: FunctionSettings, fields: RequestFields): void {
  if (fields.has('DeadLetterConfig')) {
    const target = fields.structure('DeadLetterConfig')?.text('TargetArn') ?? '';
    if (target === '') delete next.DeadLetterConfig;
    else next.DeadLetterConfig = { TargetArn: target };
  }
  const key = fields.text('KMSKeyArn');
  if (key === '') delete next.KMSKeyArn;
  else if (key !== undefined) next.KMSKeyArn = key;
  const layers = fields.texts('Layers');
  if (layers?.length === 0) delete next.Layers;
  else if (layers !== undefined) next.Layers = layers;
  const fileSystems = fields.structures('FileSystemConfigs');
  if (fileSystems?.length === 0) delete next.FileSystemConfigs;
  else if (fileSystems !== undefined) {
    next.FileSystemConfigs = fileSystems.map((system) => ({
      Arn: system.text('Arn') ?? '',
      LocalMountPath: system.text('LocalMountPath') ?? '',
    }));
  }
}
