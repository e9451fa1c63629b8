import { DELETE_MACROS, GRADUAL_PRESETS } from '../../stage-contract/src';

/** Texts that some field accepts, and texts that look like them. */
export const TEXTS: readonly string[] = [
  ...['live', 'build-*', '*', '-', '_', 'checkout', 'us-east-1', 'cn-north-1', 'moon', 'index.handler', 'two words'],
  ...['0', '1', '42', '007', '-1', '1.0', '1.5', '1e2', '0x10', '10000000000000000000', '$NEWEST', ...DELETE_MACROS],
  ...['builds', 'my.builds', 'B', 's3://builds/a.zip', 's3://builds/', 's3://builds/a b\u2003', 's3://b/a'],
  ...[
    'nodejs22.x',
    'Node',
    'x86_64',
    'embedded/base64',
    'docker/image',
    'eyJvayI6IDF9',
    'a',
    'ab==',
    'abcde',
    'e30 =\n',
  ],
  ...[`${'a'.repeat(43)}=`, 'a'.repeat(64), 'a'.repeat(65), 'a'.repeat(128), 'b'.repeat(256), 'b'.repeat(257)],
  ...['arn:aws:iam::123456789012:role/checkout', 'arn:aws-cn:iam::123456789012:role/a/b', 'arn:aws:iam::1:role/x'],
  ...[
    'arn:aws:sqs:us-east-1:123456789012:orders',
    'arn:aws:sqs:us-east-1:123456789012: ',
    'arn:aws:sqs:',
    'arn:aws:s3:::b',
  ],
  `arn:aws:kms:us-east-1:123456789012:key/${'k'.repeat(2100)}`,
  ...[
    'arn:aws:kms:us-east-1:123456789012:key/1',
    'arn:aws:lambda:us-east-1:123456789012:layer:base:7',
    'subnet-0a',
    'sg-0c',
  ],
  ...[
    'arn:aws:lambda:us-east-1:123456789012:function:checkout',
    'checkout:live',
    '^ok$',
    '$.statusCode',
    '(',
    'é',
    '\u{1F600}'.repeat(200),
  ],
  ...GRADUAL_PRESETS.flatMap((preset) => [preset, `CodeDeployDefault.${preset}`, preset.replace('Lambda', '')]),
];

/** Values that some field accepts, and that most refuse. */
export const ANYTHING: readonly unknown[] = [
  ...['', ' ', '\u00a0\n', 'text', '[', '{', '{"a":1}', '["a"]', '[]', '{}', 'true', 'null'],
  ...[
    null,
    true,
    false,
    0,
    1,
    -1,
    1.5,
    100,
    1e21,
    [],
    {},
    [null],
    { a: 1 },
    [['a']],
    [''],
    { key: '' },
    ['x', 'y'],
    '${x}',
    { a: '${x}' },
  ],
];
/** Expressions, also inside of values, and what only looks like them. */
export const EXPRESSIONS: readonly unknown[] = [
  '${parameters.a}',
  ' a${b}c',
  ['a', '${b}'],
  { a: { b: ['${c}'] } },
  '$ {a}',
  '$a',
  { '${a}': 1 },
];

/** Content inside the stage. */
export const inline = { type: 'embedded/base64', name: 'event', reference: 'eyJvayI6IDF9' };
/** Mostly inline content. */
export const ARTIFACTS: readonly unknown[] = [
  ...[
    { artifact: inline },
    { id: 'a', account: '', artifact: inline, other: 1 },
    { artifact: { ...inline, reference: 'e3 0=\n' } },
  ],
  ...[{}, { id: 'a' }, { artifact: {} }, { artifact: { ...inline, type: 'docker/image' } }],
  ...[
    { artifact: { ...inline, reference: 'abcde' } },
    { artifact: { ...inline, reference: 7 } },
    JSON.stringify({ artifact: inline }),
  ],
];

/** Health checks with and without a payload, an expected body, and expressions. */
export const HEALTH_CHECKS: readonly unknown[] = [
  ...[{}, { invokePayload: 1 }, { payloadArtifact: { artifact: inline } }, { payloadArtifact: {} }],
  ...[{ invokePayload: null, payloadArtifact: { artifact: inline } }, { expect: {} }, { expect: { body: 1 } }],
  ...[{ invokePayload: '${parameters.x}' }, { expect: { body: '${parameters.x}' } }],
];
