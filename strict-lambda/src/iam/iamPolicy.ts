/** A statement of an IAM policy, as AWS writes it: whatever may be a list may also be a single text. */
export type IamStatement = {
  Sid?: string;
  Effect: 'Allow' | 'Deny';
  Action: string | string[];
  Resource: string | string[];
  /** Values by key, by operator, such as `{ StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } }`. */
  Condition?: Record<string, Record<string, string | string[]>>;
};

/** An identity-based policy of a role. */
export type IamPolicy = { Version: string; Statement: IamStatement | IamStatement[] };

/** One condition of a statement. */
export type ReadCondition = { operator: Operator; ifExists: boolean; key: string; values: string[] };

/** A statement in the form in which it is evaluated. */
export type ReadStatement = {
  denies: boolean;
  actions: string[];
  resources: string[];
  conditions: ReadCondition[];
};

const OPERATORS = ['StringEquals', 'StringLike', 'ArnEquals', 'ArnLike', 'Null'] as const;
type Operator = (typeof OPERATORS)[number];

/** Keys whose values the emulator knows for each request. A condition on another key would never be what it seems. */
const KEYS = ['lambda:FunctionArn', 'iam:PassedToService', 'aws:RequestedRegion', 'kms:ViaService'];

const ELEMENTS: ReadonlySet<string> = new Set(['Sid', 'Effect', 'Action', 'Resource', 'Condition']);
const isOperator = (name: string): name is Operator => OPERATORS.some((known) => known === name);

/**
 * Reads a policy. Throws an Error for whatever the emulator does not evaluate (NotAction, NotResource, other operators
 * and keys): to ignore it would allow or deny something else than AWS does.
 */
export function readPolicy({ Version, Statement }: IamPolicy): ReadStatement[] {
  if (Version !== '2012-10-17') throw new Error(`A policy has Version "2012-10-17", not ${JSON.stringify(Version)}.`);
  return listOf(Statement).map(readStatement);
}

function readStatement(statement: IamStatement): ReadStatement {
  const name = statement.Sid === undefined ? 'A statement' : `The statement ${statement.Sid}`;
  for (const element of Object.keys(statement))
    if (!ELEMENTS.has(element)) throw new Error(`${name} has ${element}, which is not supported yet by this emulator.`);
  const { Effect, Action, Resource, Condition = {} } = statement;
  // Policies also arrive over HTTP.
  if (!['Allow', 'Deny'].includes(Effect)) throw new Error(`${name} has an Effect other than Allow and Deny.`);
  const actions = textsOf(Action, `${name}: Action`),
    resources = textsOf(Resource, `${name}: Resource`);
  for (const action of actions)
    if (!/^(\*|[a-z0-9-]+:[\w*?]+)$/i.test(action)) throw new Error(`${name} has ${action}, which is no action.`);
  for (const resource of resources)
    if (resource !== '*' && !/^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$/.test(resource))
      throw new Error(`${name} has ${resource}, which is neither an ARN nor *.`);
  const conditions = Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => readCondition(name, operator, key, values)),
  );
  return { denies: Effect === 'Deny', actions, resources, conditions };
}

function readCondition(name: string, operator: string, key: string, values: string | string[]): ReadCondition {
  const ifExists = operator.endsWith('IfExists'),
    plain = operator.replace(/IfExists$/, '');
  if (!isOperator(plain) || (plain === 'Null' && ifExists))
    throw new Error(`${name} has the operator ${operator}, which is not supported yet by this emulator.`);
  const known = KEYS.find((candidate) => candidate.toLowerCase() === key.toLowerCase());
  if (known === undefined)
    throw new Error(`${name} has the condition key ${key}, which is not supported yet by this emulator.`);
  return { operator: plain, ifExists, key: known, values: textsOf(values, `${name}: ${key}`) };
}

function textsOf(value: unknown, what: string): string[] {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  const texts = list.filter((entry): entry is string => typeof entry === 'string');
  if (texts.length === 0 || texts.length < list.length) throw new Error(`${what} must be a text or a list of texts.`);
  return texts;
}

const listOf = (statements: IamStatement | IamStatement[]): IamStatement[] =>
  Array.isArray(statements) ? statements : [statements];
