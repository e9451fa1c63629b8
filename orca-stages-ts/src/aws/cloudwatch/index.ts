export { cloudwatchPaces, type CloudwatchRates } from './cloudwatchPaces';
export { cloudwatchPolicy } from './cloudwatchPolicy';
export { cloudwatchService } from './cloudwatchService';
export { SharedCloudwatch } from './sharedCloudwatch';
