import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { JsonObject } from '../orca';
import { stateFolder, type StateFolder } from '../orca/stateFolder';
import { GateRequestError } from './gateRequestError';

/** A pipeline as it was saved: Deck's JSON with the fields that Front50 sets. */
export type Pipeline = JsonObject & {
  id: string;
  application: string;
  name: string;
  index: number;
  updateTs: string;
  lastModifiedBy: string;
};

interface Document {
  /** Newest first; the first one is the current pipeline. */
  versions: Pipeline[];
}

const VERSIONS_KEPT = 20;

/** The saved pipelines of all applications, as Front50 stores them. */
export class PipelineStore {
  private readonly documents = new Map<string, Document>();
  private readonly folder: StateFolder<Document>;

  constructor(
    stateDir: string | undefined,
    private readonly now: () => number,
  ) {
    this.folder = stateFolder(stateDir === undefined ? undefined : path.join(stateDir, 'pipelines'));
    for (const document of this.folder.load()) {
      const id = document.versions[0]?.id;
      if (id !== undefined) this.documents.set(id, document);
    }
  }

  /** Pipelines of one application in the order that Deck shows. */
  ofApplication(application: string): Pipeline[] {
    return this.all()
      .filter((pipeline) => sameName(pipeline.application, application))
      .sort((one, other) => one.index - other.index);
  }

  byId(id: string): Pipeline | undefined {
    return this.documents.get(id)?.versions[0];
  }

  byNameOrId(application: string, nameOrId: string): Pipeline | undefined {
    const pipelines = this.ofApplication(application);
    return (
      pipelines.find((pipeline) => pipeline.id === nameOrId) ??
      pipelines.find((pipeline) => sameName(pipeline.name, nameOrId))
    );
  }

  history(id: string, limit: number): Pipeline[] {
    return (this.documents.get(id)?.versions ?? []).slice(0, limit);
  }

  /**
   * Saves as Front50 does: keeps the ID, rejects a second pipeline with the same name, and with `staleCheck` rejects a
   * save if someone else has saved in the meantime.
   */
  save(pipeline: JsonObject, user: string, staleCheck = false): Pipeline {
    const { application, name } = placeOf(pipeline);
    const id = typeof pipeline['id'] === 'string' && pipeline['id'] !== '' ? pipeline['id'] : randomUUID();
    const stored = this.byId(id);
    const siblings = this.ofApplication(application);
    if (siblings.some((other) => other.id !== id && sameName(other.name, name)))
      throw new GateRequestError(400, `A pipeline with name ${name} already exists in application ${application}`);
    if (staleCheck && stored !== undefined) refuseStale(pipeline['updateTs'], stored.updateTs);
    const index = typeof pipeline['index'] === 'number' ? pipeline['index'] : (stored?.index ?? siblings.length);
    const saved: Pipeline = {
      ...pipeline,
      id,
      application,
      name: name.trim(),
      index,
      updateTs: String(this.now()),
      lastModifiedBy: user,
    };
    const document: Document = {
      versions: [saved, ...(this.documents.get(id)?.versions ?? [])].slice(0, VERSIONS_KEPT),
    };
    this.documents.set(id, document);
    this.folder.save(id, document);
    return saved;
  }

  remove(id: string): void {
    this.documents.delete(id);
    this.folder.remove(id);
  }

  private all(): Pipeline[] {
    return [...this.documents.values()].flatMap((document) => document.versions.slice(0, 1));
  }
}

/** The application of a pipeline; Front50 rejects a pipeline without one. */
function placeOf({ application, name }: JsonObject): { application: string; name: string } {
  if (typeof application !== 'string' || application === '')
    throw new GateRequestError(400, 'A pipeline requires an application');
  if (typeof name !== 'string' || name.trim() === '')
    throw new GateRequestError(400, 'A pipeline requires name and application fields');
  return { application, name };
}

function refuseStale(submittedTs: unknown, storedTs: string): void {
  if (submittedTs === undefined || String(submittedTs) === storedTs) return;
  throw new GateRequestError(
    400,
    `The submitted pipeline is stale.  submitted updateTs ${String(submittedTs)} does not match stored updateTs ${storedTs}`,
  );
}

function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
