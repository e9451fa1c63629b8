import path from 'node:path';
import type { JsonObject } from '../orca';
import { stateFolder, type StateFolder } from '../orca/stateFolder';

/** An application's attributes, as Front50 stores them. */
export type ApplicationAttributes = JsonObject & { name: string };

/** The applications that Deck lists. An unknown name returns an empty application, so that any pipeline can run. */
export class ApplicationStore {
  private readonly attributes = new Map<string, ApplicationAttributes>();
  private readonly folder: StateFolder<ApplicationAttributes>;

  constructor(
    stateDir: string | undefined,
    initial: readonly string[],
    private readonly now: () => number,
  ) {
    this.folder = stateFolder(stateDir === undefined ? undefined : path.join(stateDir, 'applications'));
    for (const application of this.folder.load()) this.attributes.set(application.name, application);
    for (const name of initial) if (!this.attributes.has(name)) this.save({ name });
  }

  list(): ApplicationAttributes[] {
    return [...this.attributes.values()];
  }

  get(name: string): ApplicationAttributes {
    return this.attributes.get(name.toLowerCase()) ?? withDefaults({ name: name.toLowerCase() }, 0);
  }

  save(attributes: ApplicationAttributes): ApplicationAttributes {
    const name = attributes.name.toLowerCase();
    const saved = {
      ...withDefaults(attributes, this.now()),
      ...this.attributes.get(name),
      ...attributes,
      name,
      updateTs: String(this.now()),
    };
    this.attributes.set(name, saved);
    this.folder.save(name, saved);
    return saved;
  }

  remove(name: string): void {
    this.attributes.delete(name.toLowerCase());
    this.folder.remove(name.toLowerCase());
  }
}

function withDefaults(attributes: ApplicationAttributes, now: number): ApplicationAttributes {
  return {
    email: 'demo@example.com',
    user: 'demo',
    cloudProviders: 'aws',
    accounts: 'local',
    createTs: String(now),
    updateTs: String(now),
    instancePort: 80,
    ...attributes,
  };
}
