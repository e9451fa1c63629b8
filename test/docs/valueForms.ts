import { join } from 'node:path';
import ts from 'typescript';
import type { ValueForm as Form } from '../../stage-contract/src/messages/valuesFit';

const CONTRACT = join(__dirname, '..', '..', 'stage-contract');
const MESSAGES = join(CONTRACT, 'src', 'messages');

/** What the values of each code must be, from the types that the compiler holds the catalogues to: readers check what another release has sent. */
export function valueForms(): string {
  const config: unknown = ts.readConfigFile(join(CONTRACT, 'tsconfig.json'), ts.sys.readFile).config;
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, CONTRACT);
  const program = ts.createProgram([join(MESSAGES, 'say.ts'), join(MESSAGES, 'problem.ts')], options);
  const checker = program.getTypeChecker();
  const shared = new Map<string, number>();

  const exported = (file: string, name: string): ts.Type => {
    const source = program.getSourceFile(join(MESSAGES, file));
    const module = source && checker.getSymbolAtLocation(source);
    const symbol = module && checker.getExportsOfModule(module).find((one) => one.name === name);
    if (symbol === undefined) throw new Error(`${file} exports no ${name}.`);
    return checker.getDeclaredTypeOfSymbol(symbol);
  };

  const literalOf = (type: ts.Type): string | number | boolean | null | undefined => {
    if (type.isStringLiteral() || type.isNumberLiteral()) return type.value;
    if (type.flags & ts.TypeFlags.BooleanLiteral) return checker.typeToString(type) === 'true';
    return type.flags & ts.TypeFlags.Null ? null : undefined;
  };

  const unionOf = (types: readonly ts.Type[]): Form => {
    const given = types.filter((type) => !(type.flags & ts.TypeFlags.Undefined));
    const literals = given.flatMap((type) => literalOf(type) ?? (type.flags & ts.TypeFlags.Null ? [null] : []));
    const others = given.filter((type) => literalOf(type) === undefined).map(formOf);
    const forms: Form[] = [...(literals.length === 0 ? [] : [{ is: literals.sort() }]), ...others];
    return forms.length === 1 && forms[0] !== undefined ? forms[0] : { oneOf: forms };
  };

  const partsOf = (type: ts.Type): Form => {
    const parts = checker.getPropertiesOfType(type).map((part): [string, Form] => {
      const isOptional = (part.flags & ts.SymbolFlags.Optional) !== 0;
      return [`${part.name}${isOptional ? '?' : ''}`, formOf(checker.getTypeOfSymbol(part))];
    });
    const text = JSON.stringify({ parts: Object.fromEntries(parts.sort(([a], [b]) => (a < b ? -1 : 1))) });
    if (!shared.has(text)) shared.set(text, shared.size);
    return { as: shared.get(text) ?? 0 };
  };

  function formOf(type: ts.Type): Form {
    if (type.aliasSymbol?.name === 'Problem') return 'problem';
    if (type.flags & ts.TypeFlags.Boolean) return 'flag';
    if (type.isUnion()) return unionOf(type.types);
    const literal = literalOf(type);
    if (literal !== undefined) return { is: [literal] };
    if (type.flags & ts.TypeFlags.String) return 'text';
    if (type.flags & ts.TypeFlags.Number) return 'number';
    if (checker.isArrayType(type)) {
      const [entry] = checker.getTypeArguments(type as ts.TypeReference);
      return entry === undefined ? 'any' : { each: formOf(entry) };
    }
    return type.flags & ts.TypeFlags.Object || type.isIntersection() ? partsOf(type) : 'any';
  }

  const formsOf = (type: ts.Type): Record<string, Form> =>
    Object.fromEntries(type.getProperties().map((code) => [code.name, formOf(checker.getTypeOfSymbol(code))]));
  const sayings = formsOf(exported('say.ts', 'SayingValues')),
    problems = formsOf(exported('problem.ts', 'ProblemValues'));
  return `${JSON.stringify({ shared: [...shared.keys()].map((text): unknown => JSON.parse(text)), sayings, problems }, null, 1)}\n`;
}
