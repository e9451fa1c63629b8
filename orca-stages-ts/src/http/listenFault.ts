import { SettingFault } from '../model/settingFault';

/**
 * Turns an error of listening into the setting that caused it, with the reason and the remedy. Returns any other error
 * unchanged.
 */
export function listenFault(error: unknown, { host, port }: { host: string; port: number }): unknown {
  switch (typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined) {
    case 'EADDRINUSE':
      return new SettingFault(
        'listen.port',
        `cannot be used: port ${port} on ${host} is already in use. Stop the process that uses it, or choose another listen.port.`,
        error,
      );
    case 'EACCES':
      return new SettingFault(
        'listen.port',
        `cannot be used: this user is not allowed to open port ${port} on ${host}. Choose a listen.port of 1024 or higher.`,
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
        `cannot be used: the host name ${host} does not resolve. ${HOST_REMEDY}`,
        error,
      );
    default:
      return error;
  }
}

const HOST_REMEDY =
  'Choose 127.0.0.1 for this machine only, 0.0.0.0 for all interfaces, or one of its own addresses. The URL for Orca belongs in publicUrl.';
