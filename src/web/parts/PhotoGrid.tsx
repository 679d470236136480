type PhotoGridProps = {
  photos: readonly {
    src: string;
    alt: string;
    /** On the photo: 5月25日, 已打码. */
    caption?: string | undefined;
    href?: string | undefined;
  }[];
  columns?: 1 | 2 | 3 | undefined;
};

/** Photos at 4:3; two columns for before and after. */
export function PhotoGrid({ photos, columns = 3 }: PhotoGridProps) {
  return (
    <ul class={`photos photos-${columns}`}>
      {photos.map((photo) => {
        const image = <img src={photo.src} alt={photo.alt} loading="lazy" decoding="async" />;
        return (
          <li class="photo" key={photo.src}>
            {photo.href ? <a href={photo.href}>{image}</a> : image}
            {photo.caption && <span class="photo-caption">{photo.caption}</span>}
          </li>
        );
      })}
    </ul>
  );
}
