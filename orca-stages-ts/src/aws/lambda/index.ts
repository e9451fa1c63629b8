export { lambdaPaces, type LambdaRates } from './lambdaPaces';
export { lambdaPolicy } from './lambdaPolicy';
export { lambdaService } from './lambdaService';
