import { stageErrorOf } from '../stageErrorOf';
import { stsFailures } from './stsFailures';

const scope = { account: 'prod', region: 'us-east-1' };
const role = 'arn:aws:iam::123456789012:role/lambda-stages';
const facts = { name: 'AssumeRole', thing: role, accountName: 'prod', roleArn: role };

describe('failures of STS', () => {
  it.each([
    ['AccessDenied', 403, 'roleNotAssumable', /cannot assume role \S+ of account prod.*trust policy/],
    ['ExpiredTokenException', 403, 'roleNotAssumable', /cannot assume role/],
    ['ValidationError', 400, 'roleNotAssumable', /cannot assume role/],
    ['Throttling', 400, 'throttled', /AWS throttled AssumeRole/],
    ['ServiceUnavailable', 503, 'awsUnavailable', /AWS returned an error for AssumeRole \(503 ServiceUnavailable\)/],
    ['CredentialsProviderError', undefined, 'accessDenied', /No AWS credentials were found for AssumeRole/],
    ['Gone', 410, 'awsRefused', /AWS rejected AssumeRole: because\./],
  ])('reads %s (%s) as %s', (awsCode, httpStatus, code, message) => {
    const failure = { awsCode, message: 'because', ...(httpStatus === undefined ? {} : { httpStatus }) };

    const read = stageErrorOf(failure, facts, scope, stsFailures);

    expect(read.code).toBe(code);
    expect(read.message).toMatch(message);
    expect(read.details.where).toBe(`${role} · prod / us-east-1`);
  });

  it('do not hope that a refused role is IAM catching up', () => {
    const failure = { awsCode: 'AccessDenied', message: 'because', httpStatus: 403 };

    const read = stageErrorOf(failure, facts, scope, stsFailures);

    expect(read.hints).toEqual({});
  });
});
