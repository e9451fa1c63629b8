export * from './createSealer';
export * from './sealingKey';
