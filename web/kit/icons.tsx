/** Line icons on a 16 px grid, always beside a word or inside a labelled button: hidden from assistive technology. */
function Icon({ size = 16, d }: { size?: number; d: string }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={d} />
    </svg>
  )
}

export type IconProps = { size?: number }

export const BellIcon = (props: IconProps) => (
  <Icon {...props} d="M8 2a4 4 0 0 0-4 4c0 3.6-1.5 4.8-1.5 5.5h11C13.5 10.8 12 9.6 12 6a4 4 0 0 0-4-4ZM6.5 13.7a1.6 1.6 0 0 0 3 0" />
)
export const MenuIcon = (props: IconProps) => <Icon {...props} d="M2.5 4.5h11M2.5 8h11M2.5 11.5h11" />
export const ArrowRightIcon = (props: IconProps) => <Icon {...props} d="M2.5 8h11M9.5 4l4 4-4 4" />
export const ChevronDownIcon = (props: IconProps) => <Icon {...props} d="m4.5 6.5 3.5 3.5 3.5-3.5" />
export const ChevronRightIcon = (props: IconProps) => <Icon {...props} d="m6.5 4.5 3.5 3.5-3.5 3.5" />
export const ChevronLeftIcon = (props: IconProps) => <Icon {...props} d="M9.5 4.5 6 8l3.5 3.5" />
export const SortUpIcon = (props: IconProps) => <Icon {...props} d="M8 12.5v-9M4.8 6.7 8 3.5l3.2 3.2" />
export const SortDownIcon = (props: IconProps) => <Icon {...props} d="M8 3.5v9M4.8 9.3 8 12.5l3.2-3.2" />
export const SearchIcon = (props: IconProps) => <Icon {...props} d="M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM13.5 13.5l-3.2-3.2" />
export const CheckIcon = (props: IconProps) => <Icon {...props} d="m3.5 8.5 3 3 6-7" />
export const CrossIcon = (props: IconProps) => <Icon {...props} d="m4 4 8 8M12 4l-8 8" />
export const CopyIcon = (props: IconProps) => <Icon {...props} d="M6 5.5h7.5v8H6zM10.5 5.5v-3H2.5v8H6" />
export const EyeIcon = (props: IconProps) => (
  <Icon {...props} d="M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8ZM8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z" />
)
export const PlusIcon = (props: IconProps) => <Icon {...props} d="M8 3v10M3 8h10" />
export const UploadIcon = (props: IconProps) => <Icon {...props} d="M8 10.5v-8M4.8 5.5 8 2.3l3.2 3.2M2.5 10v3.5h11V10" />
export const DownloadIcon = (props: IconProps) => <Icon {...props} d="M8 2.5v8M4.8 7.3 8 10.5l3.2-3.2M2.5 10.5v3h11v-3" />
export const WarningIcon = (props: IconProps) => <Icon {...props} d="M8 2.3 14.5 13.5h-13L8 2.3ZM8 6.5v3.2M8 11.7v.1" />
export const HelpIcon = (props: IconProps) => (
  <Icon {...props} d="M8 14.2A6.2 6.2 0 1 0 8 1.8a6.2 6.2 0 0 0 0 12.4ZM6.2 6.3a1.8 1.8 0 1 1 2.6 1.6c-.5.3-.8.7-.8 1.4M8 11.3v.1" />
)
export const InfoIcon = (props: IconProps) => <Icon {...props} d="M8 14.2A6.2 6.2 0 1 0 8 1.8a6.2 6.2 0 0 0 0 12.4ZM8 7.3v3.7M8 5v.1" />
export const UndoIcon = (props: IconProps) => <Icon {...props} d="M5.5 3 2.5 6l3 3M2.8 6H9a4 4 0 0 1 0 8H6" />
export const MoveIcon = (props: IconProps) => <Icon {...props} d="M2.5 5.5h11M10.5 2.5l3 3-3 3M13.5 11h-8M5.5 8.8 3 11l2.5 2.5" />
export const PeopleIcon = (props: IconProps) => (
  <Icon
    {...props}
    d="M6 8a2.7 2.7 0 1 0 0-5.4A2.7 2.7 0 0 0 6 8ZM1.5 13.5c0-2.5 2-4 4.5-4s4.5 1.5 4.5 4M10.7 3a2.4 2.4 0 0 1 0 4.6M12 9.8c1.5.5 2.5 1.8 2.5 3.7"
  />
)
export const BuildingIcon = (props: IconProps) => (
  <Icon {...props} d="M3.5 13.5v-11h6v11M9.5 6.5h3v7M2 13.5h12M5.5 5h2M5.5 7.5h2M5.5 10h2" />
)
export const HomeIcon = (props: IconProps) => <Icon {...props} d="M2.5 7.2 8 2.5l5.5 4.7v6.3h-4V9.8h-3v3.7h-4z" />
export const DeviceIcon = (props: IconProps) => <Icon {...props} d="M2.5 3h11v7.5h-11zM1.5 13h13M6.5 10.5V13M9.5 10.5V13" />
export const BoxIcon = (props: IconProps) => <Icon {...props} d="M2.5 5 8 2.2 13.5 5v6L8 13.8 2.5 11V5ZM2.7 5.1 8 7.8l5.3-2.7M8 7.8v6" />
export const FeedIcon = (props: IconProps) => <Icon {...props} d="M2.5 2.5h8l3 3v8h-11zM5 8h6M5 10.7h4M10.5 2.5v3h3" />
export const SealIcon = (props: IconProps) => (
  <Icon {...props} d="M8 9.5a3.7 3.7 0 1 0 0-7.4 3.7 3.7 0 0 0 0 7.4ZM5.7 8.7 5 14l3-1.7L11 14l-.7-5.3" />
)
export const LinkIcon = (props: IconProps) => (
  <Icon {...props} d="M6.8 9.2 9.2 6.8M7.3 4.7l1.5-1.5a2.9 2.9 0 0 1 4.1 4.1l-1.5 1.5M8.7 11.3l-1.5 1.5a2.9 2.9 0 0 1-4.1-4.1l1.5-1.5" />
)
export const ClockIcon = (props: IconProps) => <Icon {...props} d="M8 14.2A6.2 6.2 0 1 0 8 1.8a6.2 6.2 0 0 0 0 12.4ZM8 4.5V8l2.3 1.7" />
export const GearIcon = (props: IconProps) => (
  <Icon {...props} d="M2.5 4.5h6M11.5 4.5h2M10 3v3M2.5 8h1.5M7 8h6.5M5.5 6.5v3M2.5 11.5h6M11.5 11.5h2M10 10v3" />
)
export const SunIcon = (props: IconProps) => (
  <Icon
    {...props}
    d="M8 10.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6ZM8 1.5v1.3M8 13.2v1.3M1.5 8h1.3M13.2 8h1.3M3.4 3.4l.9.9M11.7 11.7l.9.9M12.6 3.4l-.9.9M4.3 11.7l-.9.9"
  />
)
export const MoonIcon = (props: IconProps) => <Icon {...props} d="M13.3 9.5A5.7 5.7 0 0 1 6.5 2.7a5.7 5.7 0 1 0 6.8 6.8Z" />
export const MailIcon = (props: IconProps) => <Icon {...props} d="M2 3.5h12v9H2zM2.3 4 8 8.7 13.7 4" />
export const SignOutIcon = (props: IconProps) => <Icon {...props} d="M6.5 2.5h-4v11h4M10 5l3 3-3 3M13 8H6" />
export const PersonIcon = (props: IconProps) => (
  <Icon {...props} d="M8 8a2.9 2.9 0 1 0 0-5.8A2.9 2.9 0 0 0 8 8ZM2.8 13.8c0-2.7 2.3-4.2 5.2-4.2s5.2 1.5 5.2 4.2" />
)
export const TrendUpIcon = (props: IconProps) => <Icon {...props} d="M2.5 11.5 6.5 7l2.5 2.5 4.5-5M10 4.5h3.5V8" />
export const TrendDownIcon = (props: IconProps) => <Icon {...props} d="M2.5 4.5 6.5 9 9 6.5l4.5 5M10 11.5h3.5V8" />
export const TrendFlatIcon = (props: IconProps) => <Icon {...props} d="M2.5 8h11M10.5 5l3 3-3 3" />
export const DensityIcon = (props: IconProps) => <Icon {...props} d="M2.5 3.5h11M2.5 6.5h11M2.5 9.5h11M2.5 12.5h11" />
export const ColumnsIcon = (props: IconProps) => <Icon {...props} d="M2.5 3h11v10h-11zM6.2 3v10M9.8 3v10" />
export const ViewIcon = (props: IconProps) => <Icon {...props} d="M4.5 2.5h7v11L8 10.7l-3.5 2.8z" />
