export { AssumedRoles } from './assumedRoles';
export { stsService } from './stsService';
