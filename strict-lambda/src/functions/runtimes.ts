import { invalidParameter } from '../errors';

/** Runtimes for which AWS still lets you create functions. */
const current = [
  'nodejs20.x',
  'python3.14',
  'provided.al2023',
  'python3.12',
  'python3.13',
  'nodejs24.x',
  'nodejs22.x',
  'java25',
  'python3.10',
  'python3.11',
  'java21',
  'ruby3.3',
  'ruby3.4',
  'ruby3.2',
  'python3.8',
  'python3.9',
  'java17',
  'nodejs16.x',
  'dotnet10',
  'dotnet8',
  'java11',
  'dotnet6',
  'nodejs18.x',
  'provided.al2',
  'java8.al2',
];
const retired = [
  'java8',
  'go1.x',
  'provided',
  'ruby2.7',
  'nodejs14.x',
  'nodejs12.x',
  'nodejs10.x',
  'nodejs8.10',
  'python3.7',
  'python3.6',
  'python2.7',
  'dotnetcore3.1',
  'dotnetcore2.1',
  'ruby2.5',
  'dotnet7',
  'dotnet5.0',
];

/** Rejects unknown and retired runtimes with AWS's message. */
export function requireRuntime(runtime: string): void {
  if (retired.includes(runtime)) {
    throw invalidParameter(
      `The runtime parameter of ${runtime} is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions.`,
    );
  }
  if (!current.includes(runtime)) {
    throw invalidParameter(
      `Value ${runtime} at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [${current.join(', ')}] or be a valid ARN`,
    );
  }
}
