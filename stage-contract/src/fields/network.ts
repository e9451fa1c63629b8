import { field } from '../fieldMeta';
import { listOf, text, textLike } from '../values';

/** The VPC that the function runs in; absent lists leave it where it is. */
export const networkFields = {
  vpcId: field(text(), {
    label: 'VPC',
    section: 'network',
    native: true,
    help: 'For the reader: AWS takes the VPC from the subnets.',
    unread: 'AWS takes the VPC from the subnets',
  }),
  subnetIds: field(listOf(textLike(/^subnet-[0-9a-z]+$/, 'subnetId'), 16), {
    label: 'Subnets',
    entry: 'Subnet',
    section: 'network',
    native: true,
    placeholder: 'subnet-0a1b2c3d',
    whenAbsent: 'left alone',
    help: 'Both lists given and empty take the function out of its VPC.',
  }),
  securityGroupIds: field(listOf(textLike(/^sg-[0-9a-zA-Z]+$/, 'securityGroupId'), 5), {
    label: 'Security groups',
    entry: 'Security group',
    section: 'network',
    native: true,
    placeholder: 'sg-0a1b2c3d',
    whenAbsent: 'left alone',
  }),
};
