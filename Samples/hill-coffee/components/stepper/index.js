Component({
  props: {
    value: 0,
    item: '',
    most: 9,
    onChange: () => {},
  },
  methods: {
    less() {
      this.props.onChange(Math.max(0, this.props.value - 1), this.props.item);
    },
    more() {
      this.props.onChange(Math.min(this.props.most, this.props.value + 1), this.props.item);
    },
  },
});
