import { OperationNodeTransformer, type KyselyPlugin, type PrimitiveValueListNode, type ValueNode } from 'kysely';

/** A character that PostgreSQL can't store in text, although SQLite can and AWS's messages may contain it. */
const NUL = /\0/g;

/**
 * What SQLite accepts and PostgreSQL rejects: fractions in integer columns (all numbers in the journal are integers),
 * and NUL in text.
 */
function portable(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(NUL, '\uFFFD');
  return typeof value === 'number' ? Math.round(value) : value;
}

class PortableValues extends OperationNodeTransformer {
  protected override transformValue(node: ValueNode): ValueNode {
    return { ...super.transformValue(node), value: portable(node.value) };
  }

  protected override transformPrimitiveValueList(node: PrimitiveValueListNode): PrimitiveValueListNode {
    return { ...super.transformPrimitiveValueList(node), values: node.values.map(portable) };
  }
}

/**
 * A Kysely plugin that makes values acceptable to PostgreSQL: a message must never prevent an operation from being
 * written.
 */
export function portableValues(): KyselyPlugin {
  const transformer = new PortableValues();
  return {
    transformQuery: ({ node, queryId }) => transformer.transformNode(node, queryId),
    transformResult: async ({ result }) => result,
  };
}
