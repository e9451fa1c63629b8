import type { Operation } from '../http/awsRequest';
import { Constraints } from '../http/constraints';
import { pageOf } from '../pages';
import { scopeAt } from '../emulator';
import type { FunctionRecord, VersionRecord } from '../store/functionRecord';
import { configurationView } from './configurationView';
import { findFunction, readReference, requireFunction } from './functionReference';

/** AWS returns at most this many, however many are requested. */
const most = 50;

/** ListFunctions: `$LATEST` of each, or with FunctionVersion ALL every version. */
export const listFunctions: Operation = (request, emulator) => {
  const all = request.query.get('FunctionVersion') ?? undefined;
  new Constraints().oneOf('functionVersion', all, ['ALL']).enforce();
  const names = Object.keys(scopeAt(emulator, request).functions).sort();
  const functions = names.flatMap((name) => findFunction(emulator, request, name) ?? []);
  const entries = functions.flatMap((fn) =>
    all === undefined ? [{ fn, version: fn.latest }] : versionsOf(fn).map((version) => ({ fn, version })),
  );
  const page = pageOf(entries, request, most);
  const views = page.items.map(({ fn, version }) =>
    configurationView(request, fn, version, {
      inList: true,
      arnQualifier: all === undefined ? undefined : version.version,
    }),
  );
  return { status: 200, json: { Functions: views, NextMarker: page.nextMarker ?? null } };
};

/** ListVersionsByFunction: `$LATEST` first, then by number, without states. */
export const listVersionsByFunction: Operation = (request, emulator) => {
  const { name } = readReference(request, request.parameters['FunctionName'] ?? '');
  const fn = requireFunction(emulator, request, { name });
  const page = pageOf(versionsOf(fn), request, most);
  const views = page.items.map((version) =>
    configurationView(request, fn, version, { inList: true, arnQualifier: version.version }),
  );
  return { status: 200, json: { Versions: views, NextMarker: page.nextMarker ?? null } };
};

function versionsOf(fn: FunctionRecord): VersionRecord[] {
  return [fn.latest, ...Object.values(fn.versions).sort((left, right) => Number(left.version) - Number(right.version))];
}
