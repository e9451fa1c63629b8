import { SettingFault } from '../model/settingFault';

/** What an error of listening comes to: the setting that caused it, why, and the remedy. Anything else stays what it is. */
export function listenFault(error: unknown, { host, port }: { host: string; port: number }): unknown {
  switch (typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined) {
    case 'EADDRINUSE':
      return new SettingFault(
        'listen.port',
        `cannot be used: Port ${port} of ${host} is taken. End what uses it, or choose another listen.port.`,
        error,
      );
    case 'EACCES':
      return new SettingFault(
        'listen.port',
        `cannot be used: this user may not open port ${port} of ${host}. Choose a listen.port of 1024 or more.`,
        error,
      );
    case 'EADDRNOTAVAIL':
    case 'EINVAL':
      return new SettingFault(
        'listen.host',
        `cannot be used: no network interface of this machine has the address ${host}. ${HOST_REMEDY}`,
        error,
      );
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new SettingFault(
        'listen.host',
        `cannot be used: the name ${host} has no address here. ${HOST_REMEDY}`,
        error,
      );
    default:
      return error;
  }
}

const HOST_REMEDY =
  'Choose 127.0.0.1 for this machine alone, 0.0.0.0 for all its interfaces, or one of its own addresses; publicUrl is where Orca finds it.';
