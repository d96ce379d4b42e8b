/** Store access for painting materials. */

import type { Session } from '../core/database.ts';
import { type PaintingMaterials, paintingMaterialsValues } from '../models/index.ts';

/** Link the two; a link that is there already only gets these values. */
export async function putPaintingMaterials(
  session: Session,
  { paintingId, materialId, values }: {
    paintingId: string;
    materialId: string;
    values: Partial<PaintingMaterials>;
  },
): Promise<void> {
  await session
    .insertInto('painting_materials')
    .values(paintingMaterialsValues({ ...values, paintingId, materialId }))
    .onConflict((conflict) =>
      conflict.columns(['painting_id', 'material_id']).doUpdateSet(paintingMaterialsValues(values)),
    )
    .execute();
}

/** Remove the link where there is one. */
export async function removePaintingMaterials(
  session: Session,
  { paintingId, materialId }: {
    paintingId: string;
    materialId: string;
  },
): Promise<void> {
  await session
    .deleteFrom('painting_materials')
    .where('painting_materials.painting_id', '=', paintingId)
    .where('painting_materials.material_id', '=', materialId)
    .execute();
}
