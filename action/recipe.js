// src/image/recipe.ts
/** `<kind>-<key>` */
const layerTag = (layer) => `${layer.kind}-${layer.key}`;
export { layerTag as t };
