import { z } from 'zod';
import { generalRefusals, operation } from '../../kernel/operation.ts';
import { idOf } from '../../kernel/wire.ts';

export const maxPhotosAtOnce = 9;
export const maxPhotoBytes = 20 * 1024 * 1024;

/** What a form's file field is called, wherever photos are sent. */
export const photoFiles = {
  field: 'photos',
  maxFiles: maxPhotosAtOnce,
  maxBytesEach: maxPhotoBytes,
} as const;

/** The large one fills a screen, the small one a thumbnail. Both are JPEG without any metadata. */
export const photoSizes = ['large', 'small'] as const;
export type PhotoSize = (typeof photoSizes)[number];

/** What a photo can belong to; it is read by whoever may read that. */
export const photoOwners = ['report', 'matter', 'draft'] as const;
export type PhotoOwnerKind = (typeof photoOwners)[number];

/** A photo kept and not yet shown anywhere; width and height in pixels, of the upright original. */
export const addedPhotoSchema = z.strictObject({ photoId: idOf('photo'), width: z.int(), height: z.int() });
export type AddedPhoto = z.infer<typeof addedPhotoSchema>;

/** Why a file did not become a photo. */
export const photoRefusals = {
  'photo-unreadable': {
    status: 422,
    zh: '有一张照片打不开，可能没传完。换一张，或重新拍一张再传。',
    en: 'One photo cannot be opened; perhaps it did not arrive whole. Choose another, or take it again.',
  },
  'photo-too-large': {
    status: 422,
    zh: '有一张照片太大了（{megapixels}百万像素，最多{maxMegapixels}）。用手机相机重新拍一张就可以。',
    en: 'One photo is too large ({megapixels} megapixels, at most {maxMegapixels}). One taken with a phone will do.',
  },
  'photo-format-unknown': {
    status: 422,
    zh: '有一个文件不是能收的照片。请用JPEG、PNG、WebP或AVIF；苹果手机请把相机格式设成“兼容性最佳”。',
    en: 'One file is not a photo we can read. Use JPEG, PNG, WebP or AVIF; on an iPhone choose “Most Compatible”.',
  },
  'storage-full': generalRefusals['storage-full'],
  'storage-unavailable': {
    status: 503,
    zh: '照片这会儿存不下来。请过一会儿再传；文字可以先提交。',
    en: 'Photos cannot be stored right now. Try again in a moment; the text can be sent without them.',
  },
  'photo-missing': {
    status: 422,
    zh: '没有收到照片。请选好照片再传。',
    en: 'No photo arrived. Choose one, then send it.',
  },
} as const;

export const addPhotos = operation({
  name: 'photo.add',
  method: 'POST',
  path: '/photos',
  summary: 'Send photos ahead of what they belong to; unused, they are gone after a day',
  input: z.strictObject({}),
  output: z.strictObject({ photos: z.array(addedPhotoSchema) }),
  refusals: photoRefusals,
  creates: true,
  files: photoFiles,
});

export const photoOperations = { addPhotos };
