import Domain

/// A small tree and list, so that the rules' tests do not hang on the real data.
enum Fixtures {
    static let categoriesJSON = """
        {"items":[
          {"id":"01","name":"餐饮","english_name":"Food","children":[
            {"id":"0101","name":"咖啡茶饮","english_name":"Coffee","licences":["食品经营许可证"],"english_licences":["Food licence"]},
            {"id":"0104","name":"外卖平台","english_name":"Delivery","licences":["食品经营许可证","平台备案"],
             "english_licences":["Food licence","Platform filing"]}]},
          {"id":"10","name":"工具","english_name":"Tools","children":[
            {"id":"1001","name":"效率","english_name":"Productivity","licences":[],"english_licences":[]},
            {"id":"1002","name":"日历天气","english_name":"Calendar"},
            {"id":"1003","name":"图片与文档","english_name":"Documents"}]}]}
        """

    static let provincesJSON = """
        {"items":[{"code":"110000","name":"北京市","english_name":"Beijing"},
          {"code":"310000","name":"上海市","english_name":"Shanghai"},
          {"code":"330000","name":"浙江省","english_name":"Zhejiang"}]}
        """

    static func categories() throws -> Categories { try Categories(json: categoriesJSON) }
    static func provinces() throws -> Provinces { try Provinces(json: provincesJSON) }

    /// Information that a submission lacks nothing of.
    static var complete: BaseInformation {
        var information = BaseInformation(name: "山丘咖啡点单")
        information.logo = "picture"
        information.slogan = "到店即取，不用排队"
        information.description = "在手机上点一杯咖啡，选好门店与时间，到店就能取走。"
        information.categories = ["0101"]
        information.regionType = .china
        information.servicePhone = "0571-88886666"
        return information
    }
}
