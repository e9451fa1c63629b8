import { AwsError } from '../errors';
import { named } from '../store/named';
import { isNestedTooDeeply } from './jsonDepth';

type JsonObject = Record<string, unknown>;

function serializationError(message: string): AwsError {
  return new AwsError('SerializationException', 400, message);
}

/** Typed reading of a JSON body: null counts as absent, and a wrong type is rejected as in AWS. */
export class RequestFields {
  private readonly source: JsonObject;

  constructor(source: unknown) {
    if (typeof source !== 'object' || source === null || Array.isArray(source))
      throw serializationError('Start of structure or map found where not expected.');
    this.source = source as JsonObject;
  }

  /** Parses a body; an empty one is an empty structure. */
  static parse(body: Buffer): RequestFields {
    if (body.length === 0) return new RequestFields({});
    const text = body.toString('utf8');
    const unreadable = new AwsError('InvalidRequestContentException', 400, 'Could not parse request body into json.');
    if (isNestedTooDeeply(text)) throw unreadable;
    try {
      return new RequestFields(JSON.parse(text) as unknown);
    } catch (error) {
      throw error instanceof AwsError ? error : unreadable;
    }
  }

  /** Names of all fields that have a value. */
  names(): string[] {
    return Object.keys(this.source).filter((name) => this.has(name));
  }

  has(name: string): boolean {
    return this.source[name] !== undefined && this.source[name] !== null;
  }

  text(name: string): string | undefined {
    return this.typed(name, 'string', 'a String');
  }

  number(name: string): number | undefined {
    return this.typed(name, 'number', 'a Number');
  }

  integer(name: string): number | undefined {
    const value = this.number(name);
    if (value !== undefined && !Number.isInteger(value))
      throw serializationError(`DECIMAL_VALUE can not be converted to an Integer`);
    return value;
  }

  flag(name: string): boolean | undefined {
    return this.typed(name, 'boolean', 'a Boolean');
  }

  structure(name: string): RequestFields | undefined {
    return this.has(name) ? new RequestFields(this.source[name]) : undefined;
  }

  texts(name: string): string[] | undefined {
    if (!this.has(name)) return undefined;
    const value = this.source[name];
    if (!Array.isArray(value)) throw serializationError('Expected list or null');
    return value.map((item) => expectType<string>(item, 'string', 'a String'));
  }

  structures(name: string): RequestFields[] | undefined {
    if (!this.has(name)) return undefined;
    const value = this.source[name];
    if (!Array.isArray(value)) throw serializationError('Expected list or null');
    return value.map((item) => new RequestFields(item));
  }

  textMap(name: string): Record<string, string> | undefined {
    return this.map(name, 'string', 'a String');
  }

  numberMap(name: string): Record<string, number> | undefined {
    return this.map(name, 'number', 'a Double');
  }

  /** The value as sent, for parts that are stored and returned without being interpreted. */
  raw(name: string): unknown {
    return this.source[name] ?? undefined;
  }

  private map<T>(name: string, type: 'string' | 'number', label: string): Record<string, T> | undefined {
    const value = this.source[name];
    if (!this.has(name)) return undefined;
    if (typeof value !== 'object' || Array.isArray(value)) throw serializationError('Expected map or null');
    const map = named<T>();
    for (const [key, item] of Object.entries(value as JsonObject)) map[key] = expectType<T>(item, type, label);
    return map;
  }

  private typed<T>(name: string, type: 'string' | 'number' | 'boolean', label: string): T | undefined {
    return this.has(name) ? expectType<T>(this.source[name], type, label) : undefined;
  }
}

function expectType<T>(value: unknown, type: 'string' | 'number' | 'boolean', label: string): T {
  if (typeof value === type) return value as T;
  const found =
    typeof value === 'string'
      ? 'STRING_VALUE'
      : typeof value === 'number'
        ? 'NUMBER_VALUE'
        : typeof value === 'boolean'
          ? 'BOOLEAN_VALUE'
          : 'START_OBJECT';
  throw serializationError(`${found} can not be converted to ${label}`);
}
