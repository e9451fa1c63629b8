import { field } from '../fieldMeta';
import { listOf, text, textLike } from '../values';

/** The function's VPC; absent lists leave it unchanged. */
export const networkFields = {
  vpcId: field(text(), {
    label: 'VPC',
    section: 'network',
    native: true,
    help: 'For your own reference: AWS derives the VPC from the subnets.',
    unread: 'AWS derives the VPC from the subnets',
  }),
  subnetIds: field(listOf(textLike(/^subnet-[0-9a-z]+$/, 'subnetId'), 16), {
    label: 'Subnets',
    entry: 'Subnet',
    section: 'network',
    native: true,
    example: 'subnet-0a1b2c3d',
    whenAbsent: 'unchanged',
    help: 'To take the function out of its VPC, set subnets and security groups to empty lists.',
  }),
  securityGroupIds: field(listOf(textLike(/^sg-[0-9a-zA-Z]+$/, 'securityGroupId'), 5), {
    label: 'Security groups',
    entry: 'Security group',
    section: 'network',
    native: true,
    example: 'sg-0a1b2c3d',
    whenAbsent: 'unchanged',
  }),
};
