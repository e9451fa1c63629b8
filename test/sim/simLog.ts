import type { Log } from '../../orca-stages-ts/src/model/log';
import type { SimWorld } from './simWorld';

/** The log of a replica: all of it is kept, and the trace shows what is wrong. */
export function simLog(world: SimWorld, name: string): Log {
  const at =
    (level: string) =>
    (fields: object, message: string): void => {
      world.logLines.push(`${level} ${message} ${JSON.stringify(fields)}`);
      if (level === 'warn' || level === 'error') world.trace.add(name, `${level}: ${message} ${wordsOf(fields)}`);
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

/** The fields of a log line that say what is wrong. */
const wordsOf = (fields: object): string =>
  ['code', 'awsCode', 'reason', 'step']
    .flatMap((name) => {
      const value: unknown = Reflect.get(fields, name);
      return value === undefined ? [] : [`${name}=${String(value).slice(0, 160)}`];
    })
    .join(' ');
