import { readRegions } from './regions';

describe('the regions of the sandbox', () => {
  it('are two unless the environment says otherwise', () => {
    expect(readRegions({})).toEqual(['us-east-1', 'eu-west-1']);
    expect(readRegions({ SANDBOX_REGIONS: ' ' })).toEqual(['us-east-1', 'eu-west-1']);
  });

  it.each([
    ['us-east-1', ['us-east-1']],
    ['ap-southeast-2, us-east-1 ,eu-central-1', ['ap-southeast-2', 'us-east-1', 'eu-central-1']],
    ['us-east-1 mx-central-1', ['us-east-1', 'mx-central-1']],
  ])('are read from %j', (text, regions) => {
    expect(readRegions({ SANDBOX_REGIONS: text })).toEqual(regions);
  });

  it.each([
    ['us-east-1,europe', 'SANDBOX_REGIONS names "europe", which is not a region'],
    ['us-east-1,us-east-1a', 'SANDBOX_REGIONS names "us-east-1a", which is not a region'],
    ['us-east-1,cn-north-1', 'SANDBOX_REGIONS names "cn-north-1", which is not a region of AWS\'s standard partition'],
    ['us-east-1,us-gov-west-1', 'which is not a region'],
    ['us-east-1;eu-west-1', 'which is not a region'],
    ['us-east-1,eu-west-1,us-east-1', 'SANDBOX_REGIONS names us-east-1 twice'],
    ['eu-west-1', "SANDBOX_REGIONS needs us-east-1, where the sample's code is: SANDBOX_REGIONS=us-east-1,eu-west-1"],
  ])('are rejected for %j, with the remedy', (text, message) => {
    expect(() => readRegions({ SANDBOX_REGIONS: text })).toThrow(message);
  });
});
